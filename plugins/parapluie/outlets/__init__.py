"""Where a site goes: a folder, an engine, paper, the place of the last one."""
