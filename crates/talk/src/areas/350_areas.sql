-- An area that is opened, closed or removed takes its threads along, hidden ones included.
CREATE INDEX threads_area ON threads (area, id);
