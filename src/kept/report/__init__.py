"""How it is told: assessments as text, tables and pages."""
