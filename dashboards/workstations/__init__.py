"""The page of a workstation: person, place, devices, software and reports, for the call that is just on the line."""
