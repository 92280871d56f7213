"""What the site promises everyone: access, privacy, and what a host can add to it."""

from parapluie.meaning.screening import lenses
from parapluie.site.security_policy import POLICY, in_page
from parapluie.vocabulary.dates import parse_date
from parapluie.vocabulary.exports_words import ADDRESSES_FILE, EXPORTS
from parapluie.vocabulary.words import (
    ACCESSIBILITY_PAGE,
    GUIDE_FOLDER,
    GUIDE_HOSTING,
    GUIDE_RULES,
    PRIVACY_PAGE,
)

from .page_data import SiteFile
from .press import Press

# The footer of every page leads to them.
_STATEMENTS = (("accessibility", ACCESSIBILITY_PAGE), ("privacy", PRIVACY_PAGE))


def pages(press: Press) -> list[SiteFile]:
    """Return each statement that the content does not make itself, and the guide's page."""
    today = parse_date(press.options.today.isoformat())
    files = [
        press.render(template, f"{name}.md", today=today, keeps_drafts=bool(lenses(press.graph)))
        for template, name in _STATEMENTS
        if name not in press.resources.plain_pages
    ]
    if press.options.has_guide:
        hosting = press.render(
            "guide_hosting",
            f"{GUIDE_FOLDER}/{GUIDE_HOSTING}.md",
            policy=POLICY,
            page_policy=in_page(),
            rules_path=f"{GUIDE_FOLDER}/{GUIDE_RULES}.md",
            exports=EXPORTS,
            addresses_file=ADDRESSES_FILE,
            accessibility_path=f"{ACCESSIBILITY_PAGE}.md",
            privacy_path=f"{PRIVACY_PAGE}.md",
        )
        files.append(hosting)
    return files
