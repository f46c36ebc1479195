-- A ticket is changed twice within a second or so, by its claim and by its end. Where its page has no room for the next
-- version, PostgreSQL locks the old one first, with a record in its log, and looks for another page: that was 30 % of
-- all row locks. Pages written before stay as they are.
alter table tickets set (fillfactor = 45);
