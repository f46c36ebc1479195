-- A tenth of the rows has changed every few seconds under load, and each look at 30,000 of them takes a processor for a
-- quarter of a second to a second. These two tables only grow until they are purged, so their statistics may be old; nobody
-- looks for reservations by what was asked for or what was given.
alter table reservations set (autovacuum_analyze_scale_factor = 1);
alter table reservations alter column request set statistics 0;
alter table reservations alter column server set statistics 0;
alter table terminations set (autovacuum_analyze_scale_factor = 1);
