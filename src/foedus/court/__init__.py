"""The law engine on trial: what it says of the wars of two centuries, beside what happened and what coders said."""
