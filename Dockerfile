# The application for an operator's container platform. How to run it: docs/operations.md

# Builds the front end with the Node that comes as a Python package, and unpacks the fonts for documents.
FROM python:3.13-slim-bookworm AS frontend
WORKDIR /build
COPY requirements/ requirements/
COPY tools/ tools/
COPY package.json package-lock.json .npmrc ./
COPY frontend/ frontend/
RUN python tools/setup.py demo

FROM python:3.13-slim-bookworm
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /app
RUN useradd --system --uid 10001 --home-dir /app ksm
COPY requirements/production.lock requirements/
RUN pip install --require-hashes --requirement requirements/production.lock
COPY . .
COPY --from=frontend /build/var/frontend/ var/frontend/
COPY --from=frontend /build/var/fonts/ var/fonts/
# Else every start would compile the programs anew, which takes as long as all the rest of it.
RUN python -m compileall -q .
# Collecting asks no database; the values are for this one command only.
RUN SECRET_KEY=only-for-this-step KSM_HOSTS=localhost DATABASE_URL=postgresql://ksm@localhost/ksm \
    python manage.py collectstatic --noinput --verbosity 0 \
    && mkdir -p -m 700 var/media var/incoming && chown ksm:ksm var var/media var/incoming
USER ksm
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s CMD ["python", "tools/health_check.py"]
CMD ["gunicorn", "ksm.wsgi", "--bind=0.0.0.0:8000", "--workers=3", "--threads=4", "--worker-tmp-dir=/dev/shm"]
