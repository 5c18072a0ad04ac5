"""Out and in: a person's journal in formats that other programs, and people, can read."""

from copingkit.journal.exchange.export import FORMATS, export, save
from copingkit.journal.exchange.plan import Plan, plan_import, run_import

__all__ = ["FORMATS", "Plan", "export", "plan_import", "run_import", "save"]
