"""The bot in Telegram: private chats, groups and topics, inline and guest mode. No other room imports `telegram`.

What happens to one update, module by module: `updates` takes it in and keeps it until it is answered, `lanes` puts it
behind the others of its chat, `addressing` decides whether it speaks to us and what it wants, `questions`, `presses`,
`commands` or `inline` does it, `render` and `keyboards` give the answer its form, `delivery` sends it, within `limits`.
"""
