"""Services, requests and ratings as JSON, on the same API as the pages."""

from services.api.catalogue import router as services_router
from services.api.requests import router as requests_router

__all__ = ["requests_router", "services_router"]
