"""``sitegen doctor``: what is wrong with an installation or a project."""

from sitegen.doctor.findings import Finding, Severity
from sitegen.doctor.installation import examine_installation
from sitegen.doctor.project import examine_project

__all__ = ["Finding", "Severity", "examine_installation", "examine_project"]
