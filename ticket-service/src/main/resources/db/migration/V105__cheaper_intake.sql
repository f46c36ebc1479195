-- A tenth of the rows has changed every few seconds under load, and each look at 30,000 of them takes a processor for half
-- a second to a second. Every statement goes by an index whatever the statistics say, so they may be old; nobody looks for
-- tickets by their content.
alter table tickets set (autovacuum_analyze_scale_factor = 1);
alter table tickets alter column content set statistics 0;

-- What differs most comes first: all players of a queue share its name and its namespace, and an insert compared three
-- texts at each step down the index. 9 and 13 us a row instead of 15 and 17, measured with 500,000 players.
alter table active_players
    drop constraint active_players_pkey,
    add primary key (player_id, queue, namespace);
