"""The application under test, started once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from web_visitor import Visitor, checked
from werkzeug.test import TestResponse

from app import create_app


@pytest.fixture(scope="session")
def application() -> Flask:
    return create_app()


@pytest.fixture
def client(application: Flask) -> FlaskClient:
    return application.test_client()


@pytest.fixture
def read() -> Callable[[TestResponse], BeautifulSoup]:
    return checked


@pytest.fixture
def visitor(client: FlaskClient) -> Visitor:
    return Visitor(client)
