"""The brief: one question or one report answered, with claims, obligations, evidence and caveats."""
