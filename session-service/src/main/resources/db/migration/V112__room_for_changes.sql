-- A session of a short match is written three times. A page takes four of them, and had room for a second version of one
-- only; the others moved to another page, which costs a lock and a look for room. Pages written before stay as they are.
alter table game_sessions set (fillfactor = 40);
