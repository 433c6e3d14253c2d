"""What gunicorn serves."""

from app import app

__all__ = ["app"]
