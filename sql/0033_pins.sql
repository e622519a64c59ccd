-- Who is pinned to a version, without going through all that run its major.
ALTER TABLE binding
  ADD KEY pins (pin_version, host_of, created_at, id);
