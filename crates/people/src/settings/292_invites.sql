-- Who may invite beside those who lead or keep something: members where everybody may join anyway, members, or nobody.
ALTER TABLE communities ADD COLUMN invites {text} NOT NULL DEFAULT 'open';
