"""Ties between states beside the law: what flows from whom to whom, how alike they vote and ally, who covers whom."""
