"""The questionnaire in the browser: a face over the same engine, on this machine alone."""
