"""Statements that follow from answers: yes, no, or not known."""
