"""Where elshi may connect to: web addresses on the public internet, and the private hosts that the user allows by name.

What a feed, a page or a redirect names is the choice of strangers. They must not make elshi talk to the machine it runs on, to
its neighbours or to the services of a cloud, whatever the address looks like: numbers in other bases, IPv4 inside IPv6, or a
name that resolves to such an address.
"""

from __future__ import annotations

import ipaddress
import os
import re
import socket
from collections.abc import Collection, Iterable
from urllib.parse import urlsplit, urlunsplit

from storage.loading.aside import aside

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

ENVIRONMENT = "ELSHI_ALLOW_PRIVATE"

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_COMPATIBLE = ipaddress.ip_network("::/96")
_WEB = re.compile(r"https?://", re.IGNORECASE)


def is_web_address(source: str) -> bool:
    """Whether this is meant to be fetched, and not the name of a file."""
    return _WEB.match(source) is not None


def bare(url: str) -> str:
    """The address without the user name and password in it: for messages, the store and everybody but its server."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return re.sub(r"(?<=//)[^/?#]*@", "", url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2])) if "@" in parts.netloc else url


def allowed_hosts(configured: Iterable[str] = ()) -> frozenset[str]:
    """The private hosts the user allows, in the settings and in ``ELSHI_ALLOW_PRIVATE`` (separated by commas)."""
    named = [*configured, *os.environ.get(ENVIRONMENT, "").split(",")]
    return frozenset(_plain(host) for host in named if host.strip())


def is_allowed(host: str, allowed: Collection[str]) -> bool:
    """Whether the user allows this very host. An allowed address allows no name that resolves to it."""
    return _plain(host) in allowed


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet, also after unwrapping IPv4 that is inside IPv6."""
    try:
        ip = _unwrapped(ipaddress.ip_address(address.partition("%")[0]))
    except ValueError:
        return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


async def resolve(host: str, port: int) -> list[str]:
    """The IP addresses of a host, in the order in which the system would try them.

    Raises:
        OSError: the name cannot be resolved.
    """
    try:
        infos = await aside(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM)
    except UnicodeError:
        raise OSError("the name of the host cannot be encoded") from None
    return list(dict.fromkeys(str(info[4][0]) for info in infos))


def _plain(host: str) -> str:
    return host.strip().strip("[]").rstrip(".").lower()


def _unwrapped(ip: IpAddress) -> IpAddress:
    if isinstance(ip, ipaddress.IPv4Address):
        return ip
    inside = ip.ipv4_mapped or ip.sixtofour
    if inside is None and (ip in _NAT64 or (ip in _COMPATIBLE and int(ip) > 1)):
        inside = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return inside or ip
