"""The tables of the history, as numbered steps; they stand in the catalogue's file, beside the catalogue's own."""

from __future__ import annotations

from corpus.migrations import Migration

HISTORY = (
    Migration(
        "updates, answers, conversations, feedback, preferences",
        (
            """CREATE TABLE updates (
                id INTEGER PRIMARY KEY,
                received REAL NOT NULL,
                body TEXT)""",
            "CREATE INDEX updates_unanswered ON updates (received, id) WHERE body IS NOT NULL",
            """CREATE TABLE answers (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                conversation TEXT NOT NULL,
                chat INTEGER NOT NULL,
                asker INTEGER,
                asked INTEGER NOT NULL,
                message INTEGER,
                sending INTEGER NOT NULL DEFAULT 0,
                cause INTEGER NOT NULL,
                previous INTEGER,
                question TEXT NOT NULL,
                body TEXT NOT NULL,
                context TEXT,
                made REAL NOT NULL)""",
            "CREATE INDEX answers_asked ON answers (chat, asked)",
            "CREATE INDEX answers_message ON answers (chat, message)",
            "CREATE INDEX answers_cause ON answers (cause)",
            "CREATE INDEX answers_made ON answers (made)",
            """CREATE TABLE conversations (
                key TEXT PRIMARY KEY,
                chat INTEGER NOT NULL,
                last INTEGER REFERENCES answers (id) ON DELETE CASCADE,
                context TEXT) WITHOUT ROWID""",
            "CREATE INDEX conversations_last ON conversations (last)",
            """CREATE TABLE feedback (
                answer INTEGER NOT NULL REFERENCES answers (id) ON DELETE CASCADE,
                person INTEGER NOT NULL,
                good INTEGER NOT NULL,
                comment TEXT NOT NULL,
                given REAL NOT NULL,
                PRIMARY KEY (answer, person)) WITHOUT ROWID""",
            "CREATE TABLE preferences (chat INTEGER PRIMARY KEY, language TEXT NOT NULL)",
            "CREATE TABLE notes (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
        ),
    ),
    Migration(
        "what follows from an answer's being kept and being sent",
        (
            """CREATE TRIGGER kept AFTER INSERT ON answers WHEN new.cause >= 0 BEGIN
                INSERT OR REPLACE INTO conversations (key, chat, last, context)
                VALUES (new.conversation, new.chat, new.id, new.context);
            END""",
            """CREATE TRIGGER kept_again AFTER UPDATE OF cause ON answers BEGIN
                INSERT OR REPLACE INTO conversations (key, chat, last, context)
                VALUES (new.conversation, new.chat, new.id, new.context);
            END""",
            """CREATE TRIGGER sent AFTER UPDATE OF sending ON answers WHEN NOT new.sending BEGIN
                UPDATE updates SET body = NULL WHERE id = new.cause;
            END""",
        ),
    ),
)
