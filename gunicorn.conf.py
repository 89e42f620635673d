"""What gunicorn does in the demo and in production alike; it reads this file by itself. Other options are given at its start."""

import gunicorn.http.wsgi

gunicorn.http.wsgi.SERVER = "web"  # the header Server is not optional, but it need not name the program

preload_app = True
"""The port opens when the application is loaded: until then a proxy asks the other machine instead of keeping people waiting."""

worker_class = "ksm.overload.Worker"
"""Threads, with a bounded number of requests waiting for each; --worker-class would give that up."""
