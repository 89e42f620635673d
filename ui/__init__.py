"""What every page is built with: cells, forms, tables, filters, exports. Knows nothing of authorities or tickets."""
