"""Times as the list of a library holds them."""

from datetime import UTC, datetime


def utc_now() -> str:
    """The time in UTC as the list holds it: 2024-04-11T08:30:00."""
    return datetime.now(UTC).replace(tzinfo=None).isoformat(timespec="seconds")
