"""What is asked when something is done with workstations, devices, the stock, loans and leases."""
