"""How every page is framed: margins, and what Streamlit's own theme cannot say."""

# Tables need the width more than the margins do. On a phone the evidence of a row stands above the table: below it
# nobody would see that it came.
STYLE = """<style>
.stMainBlockContainer{padding-left:2.2rem;padding-right:2.2rem}
.st-key-head h1{padding:0}
[class*="st-key-titled_"]{min-height:1.9rem} [class*="st-key-titled_"] :is(h2,h3){padding:.2rem 0}
[class*="st-key-picture_"] button{min-height:1.7rem;padding:0 .2rem;opacity:.85}
[class*="st-key-picture_"] button p{font-size:.82rem}
@media (max-width:640px){.stMainBlockContainer{padding-left:1rem;padding-right:1rem}
[data-testid="stColumn"]:has(.st-key-evidence,.st-key-indicator){order:-1}}
</style>"""

# White on the lighter red of dark pages would be too faint to read.
DARK_STYLE = """<style>
[data-testid="stBaseButton-primary"],[data-testid="stBaseButton-primaryFormSubmit"]{color:#15181b}
[data-testid="stMultiSelectTagsContainer"] [role="group"],[data-testid="stMultiSelectTagsContainer"] [role="group"] *,
[data-testid="stBaseButton-primary"] :is(p,span,kbd),[data-testid="stBaseButton-primaryFormSubmit"] :is(p,span,kbd){
  color:#15181b;opacity:1}
</style>"""
