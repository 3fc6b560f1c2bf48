"""Who may give which command to outreach? A file per area.

A row without a role is given by a policy only.
"""

from services.outreach.doors import hubs, newsletter, publications, reports

DOORS = (
    *hubs.DOORS,
    *publications.DOORS,
    *newsletter.DOORS,
    *reports.DOORS,
)
