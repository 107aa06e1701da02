"""The questionnaire in a terminal."""
