-- Rowlift's own tables, beside those of Spring Batch. TEXT_TYPE and TABLE_OPTIONS differ between databases.
-- Instants are milliseconds since 1970-01-01T00:00:00Z.

create table if not exists rowlift_meta (
    name varchar(50) not null primary key,
    setting varchar(200) not null
) TABLE_OPTIONS;

-- One row per job: what it was begun with. A second run must find the same.
create table if not exists rowlift_migration (
    job varchar(190) not null primary key,
    source_identity TEXT_TYPE not null,
    target_identity TEXT_TYPE,
    checked_keys varchar(64),
    keys_mark TEXT_TYPE,
    source_mark TEXT_TYPE,
    batch_instance bigint not null,
    complete char(1) not null,
    started_at bigint not null
) TABLE_OPTIONS;

-- One row per job whose target this store has prepared. Never forgotten, not even by a restart: a state that knows it
-- was not lost.
create table if not exists rowlift_prepared (
    job varchar(190) not null primary key
) TABLE_OPTIONS;

-- What each entity was begun with: its mapping and the tables that it reads, one line per fact.
create table if not exists rowlift_entity (
    job varchar(190) not null,
    entity varchar(190) not null,
    ordinal integer not null,
    fingerprint char(64) not null,
    mapping_lines TEXT_TYPE not null,
    table_lines TEXT_TYPE not null,
    state varchar(10) not null,
    primary key (job, entity)
) TABLE_OPTIONS;

-- The ranges of an entity, written together before the first of its rows is read. position_key is the checkpoint,
-- rows_done its number of rows; rows_read counts without rejected rows that the source has deleted since.
create table if not exists rowlift_range (
    job varchar(190) not null,
    entity varchar(190) not null,
    range_no integer not null,
    lower_key TEXT_TYPE,
    upper_key TEXT_TYPE,
    position_key TEXT_TYPE,
    state varchar(10) not null,
    claimed_by varchar(40),
    rows_done bigint not null,
    rows_read bigint not null,
    rows_mapped bigint not null,
    rows_rejected bigint not null,
    items_rendered bigint not null,
    items_acknowledged bigint not null,
    primary key (job, entity, range_no)
) TABLE_OPTIONS;

-- One row per rejected source row, recorded with the checkpoint of its chunk.
create table if not exists rowlift_reject (
    job varchar(190) not null,
    entity varchar(190) not null,
    key_hash char(64) not null,
    range_no integer not null,
    row_no bigint not null,
    row_key TEXT_TYPE not null,
    reason TEXT_TYPE not null,
    rejected_at bigint not null,
    primary key (job, entity, key_hash),
    constraint rowlift_reject_order unique (job, entity, range_no, row_no)
) TABLE_OPTIONS;

-- One row per job that is kept up to date: the place in the source's log up to which the target has acknowledged
-- everything. writing is Y while requests may be on their way; cut_over is Y once the target has taken over.
create table if not exists rowlift_sync (
    job varchar(190) not null primary key,
    log_position TEXT_TYPE not null,
    log_order bigint not null,
    reached_at bigint not null,
    passed_at bigint,
    changes bigint not null,
    roots bigint not null,
    written bigint not null,
    removed bigint not null,
    writing char(1) not null,
    cut_over char(1) not null
) TABLE_OPTIONS;

-- What one change affects beyond what is done at once, recorded together with the place in the log that is behind it.
create table if not exists rowlift_task (
    job varchar(190) not null,
    task_no bigint not null,
    entity varchar(190) not null,
    kind varchar(10) not null,
    route integer not null,
    route_values TEXT_TYPE not null,
    after_key TEXT_TYPE,
    primary key (job, task_no)
) TABLE_OPTIONS;

-- Which row's item is, or was, under a key that a change of the row can move. Recorded before the item is written.
create table if not exists rowlift_item_key (
    job varchar(190) not null,
    item_hash char(32) not null,
    entity varchar(190) not null,
    row_hash char(32) not null,
    row_key TEXT_TYPE not null,
    item_key TEXT_TYPE not null,
    primary key (job, item_hash),
    constraint rowlift_item_key_row unique (job, entity, row_hash, item_hash)
) TABLE_OPTIONS;

-- Who may write. Expired or released: nobody. A renewal also says how fast the run is.
create table if not exists rowlift_lease (
    job varchar(190) not null primary key,
    token varchar(40) not null,
    holder varchar(200) not null,
    acquired_at bigint not null,
    renewed_at bigint not null,
    expires_at bigint not null,
    rows_per_second bigint not null,
    throttles bigint not null
) TABLE_OPTIONS;
