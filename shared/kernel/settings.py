"""What does a process need to know from its environment?"""

from __future__ import annotations

from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Every setting is an environment variable `CIVIKOS_<NAME>`; secrets never appear in a log."""

    model_config = SettingsConfigDict(env_prefix="CIVIKOS_", extra="ignore")

    nats_url: str = "nats://127.0.0.1:4222"
    nats_user: str = ""
    nats_password: SecretStr = SecretStr("")
    nats_monitor: str = "http://127.0.0.1:8222"
    """Where nats-server answers /varz: the service reads there whether acknowledged means durable."""

    mongo_url: str = "mongodb://127.0.0.1:27017/?replicaSet=rs0"

    master_key: SecretStr = SecretStr("")
    """32 bytes, base64url: wraps the persons' data keys."""
    token_keys: str = ""
    """The public keys (JWKS, JSON) whose signatures on tokens are believed."""
    token_issuer: str = "civikos"
    desk_key: SecretStr = SecretStr("")
    """Outreach alone: the private key (PEM) with which the desk signs for those who signed in."""

    smtp_host: str = ""
    """The mail server; without one nothing is sent."""
    smtp_port: int = 25
    smtp_user: str = ""
    smtp_password: SecretStr = SecretStr("")
    smtp_tls: Literal["none", "starttls", "tls"] = "none"
    mail_from: str = "CiviKos <civikos@localhost>"

    public_url: str = "http://127.0.0.1:8080/"
    """Where people find the pages: letters link there, and cookies are made for it."""
    personas: bool = False
    """Development only: one click signs in as anybody who has an account."""

    host: str = "127.0.0.1"
    port: int = 0
    """HTTP: health, metrics and, in outreach, the pages. 0: any free port."""

    data_licence: str = ""
    """The licence under which open data is given, by name: "CC BY 4.0"; empty: none is stated."""
    data_licence_url: str = ""
    """Where that licence can be read."""

    time_zone: str = "Europe/Belgrade"
    log_format: Literal["json", "console"] = "json"
    log_level: str = "INFO"
    lazy_sync: bool = False
    """Development only: start although the server may lose acknowledged events on power failure."""

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)
