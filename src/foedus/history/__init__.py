"""Wars as the record has them: who fought on which side when, and who attacked or declared war on whom."""
