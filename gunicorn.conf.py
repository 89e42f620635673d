"""What gunicorn does in the demo and in production alike; it reads this file by itself. Options are given at its start."""

import gunicorn.http.wsgi

gunicorn.http.wsgi.SERVER = "web"  # the header Server is not optional, but it need not name the program
