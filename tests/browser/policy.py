"""Listens for what the content security policy refuses on a page, also while everything there unfolds."""

from playwright.sync_api import Error, Page

# Every refusal of the policy, from before the first script of a page runs.
LISTEN = """
window.refusals = [];
document.addEventListener("securitypolicyviolation",
  (event) => window.refusals.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`));
"""
# What unfolds, and what has scripts of its own in a form of the web admin: search in a choice, calendar, clock, one more row.
MOVING_PARTS = (".select2-selection", ".datetimeshortcuts a", ".add-row a", "summary")


def refusals(page: Page) -> list[str]:
    """What the policy refused on the page that is open in a window with `LISTEN`."""
    for selector in MOVING_PARTS:
        for part in page.locator(selector).all()[:2]:
            try:
                part.click(timeout=500)
            except Error:  # covered by what was unfolded before it
                continue
            page.keyboard.press("Escape")
    return [f"{refusal} on {page.url}" for refusal in page.evaluate("window.refusals")]
