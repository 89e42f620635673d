"""Pages of stock-takings: for the service, for the IT-Koordination, and „Meine Geräte“ for everybody at an authority."""
