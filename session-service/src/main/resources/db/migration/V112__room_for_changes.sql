-- A session of a short match is written three times, with 1.4 to 1.7 kB. Where its page has no room for the next version,
-- PostgreSQL locks the old one first and looks for another page: that was so for every fifth change. Pages written before
-- stay as they are.
alter table game_sessions set (fillfactor = 40);
