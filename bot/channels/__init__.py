"""Where people ask: the terminal, Telegram, JSON."""
