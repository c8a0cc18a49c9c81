"""Starts the dashboard: ``python -m views.starting dashboard.py`` with options of ``streamlit run``.

What the first view needs is made before the server answers: the imports, the library (with the sample articles where it
holds nothing yet), its index, and the charts of the pages that are opened most.
"""

import gc
import logging
import sys
from pathlib import Path

from streamlit.testing.v1 import AppTest
from streamlit.web import cli

from views.words import LANGUAGES

PAGES = ("figures", "changes", "documents")
# Loggers and their warnings that mean nothing here: a thread draws for nobody; a server has options when it begins.
BESIDE_THE_POINT = {
    "streamlit.runtime.scriptrunner_utils.script_run_context": "missing ScriptRunContext",
    "streamlit.config": "option section was detected",
}
SECONDS = 3600  # the first index of a very large library takes its time


def draw_for_nobody(script: str) -> None:
    """Draw pages once, so that what they keep is there; what fails here is told to whoever opens the page."""
    for name, words in BESIDE_THE_POINT.items():
        logging.getLogger(name).addFilter(lambda record, words=words: words not in record.getMessage())
    app = AppTest.from_file(Path(script).absolute(), default_timeout=SECONDS)
    for language in reversed(LANGUAGES):  # the charts of the other pages are then there in the first one
        app.query_params["lang"] = language
        app.run()
    for page in PAGES:
        app.switch_page(f"views/{page}.py").run()


def main() -> None:
    """Serve the dashboard until it is stopped."""
    draw_for_nobody(sys.argv[1])
    # What is there by now stays: looking it over for garbage would hold a page back for a sixth of a second.
    gc.collect()
    gc.freeze()
    sys.argv = ["streamlit", "run", *sys.argv[1:]]
    cli.main(prog_name="streamlit")


if __name__ == "__main__":
    main()
