//! Where people will find the site: what the address in the invitations says about who can open it.

use std::net::IpAddr;

/// Who can open an address of this site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach {
    pub address: String,
    pub from: From,
    /// The port of the address; the usual one when it names none.
    pub port: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    /// This machine alone.
    Here,
    /// The local network.
    Near,
    /// Anywhere, as far as its name says; and whether it is encrypted.
    Anywhere { secure: bool },
}

impl Reach {
    pub fn of(address: &str) -> Reach {
        let secure = address.starts_with("https://");
        let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
        let host = rest.split(['/', '?']).next().unwrap_or("");
        let port = host.rsplit_once(':').map(|(_, port)| port).filter(|port| port.parse::<u16>().is_ok()).unwrap_or("8080");
        let host = match host.strip_prefix('[') {
            Some(six) => six.split(']').next().unwrap_or(""),
            None => host.rsplit_once(':').map_or(host, |(name, _)| name),
        };
        let from = match host.parse::<IpAddr>() {
            Ok(ip) if ip.is_loopback() || ip.is_unspecified() => From::Here,
            Ok(IpAddr::V4(ip)) if ip.is_private() || ip.is_link_local() => From::Near,
            Ok(IpAddr::V6(ip)) if ip.is_unique_local() || ip.is_unicast_link_local() => From::Near,
            Ok(_) => From::Anywhere { secure },
            Err(_) if host == "localhost" || host.ends_with(".localhost") => From::Here,
            // A name without a point, and what home routers give.
            Err(_)
                if !host.contains('.') || [".local", ".lan", ".home.arpa", ".internal"].iter().any(|end| host.ends_with(end)) =>
            {
                From::Near
            }
            Err(_) => From::Anywhere { secure },
        };
        Reach { address: address.to_owned(), from, port: port.to_owned() }
    }

    /// Whether nobody else can open it.
    pub fn is_here(&self) -> bool {
        self.from == From::Here
    }

    /// Whether the links of a site at this address are of no use to others.
    pub fn only_here(address: &str) -> bool {
        Reach::of(address).is_here()
    }

    pub fn is_near(&self) -> bool {
        self.from == From::Near
    }

    pub fn is_open(&self) -> bool {
        matches!(self.from, From::Anywhere { secure: false })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_say_who_can_open_them() {
        for (address, from) in [
            ("http://127.0.0.1:8080", From::Here),
            ("http://localhost:8080", From::Here),
            ("http://[::1]:8080", From::Here),
            ("http://192.168.1.20:8080", From::Near),
            ("http://nas", From::Near),
            ("http://guild.local:8080", From::Near),
            ("http://guild.example", From::Anywhere { secure: false }),
            ("https://guild.example", From::Anywhere { secure: true }),
        ] {
            assert_eq!(Reach::of(address).from, from, "{address}");
        }
    }
}
