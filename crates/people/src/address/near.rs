//! This machine's addresses in the networks around it.

use std::net::{IpAddr, Ipv4Addr, UdpSocket};

/// Addresses that somebody near can open, the likeliest first.
pub fn near() -> Vec<IpAddr> {
    let all = if_addrs::get_if_addrs().unwrap_or_default();
    let mut found: Vec<IpAddr> =
        all.iter().filter(|one| !is_inside(&one.name)).map(if_addrs::Interface::ip).filter(|ip| is_near(*ip)).collect();
    found.sort_by_key(|ip| (Some(*ip) != spoken_from(), ip.is_ipv6(), *ip));
    found.dedup();
    found
}

/// Networks between programs of this machine lead nowhere else.
fn is_inside(name: &str) -> bool {
    ["docker", "br-", "veth", "virbr", "cni", "podman"].iter().any(|start| name.starts_with(start))
}

fn is_near(ip: IpAddr) -> bool {
    let local = match ip {
        IpAddr::V4(four) => four.is_link_local(),
        // Those need the name of an interface, which browsers do not take.
        IpAddr::V6(six) => six.is_unicast_link_local(),
    };
    !local && !ip.is_loopback() && !ip.is_unspecified()
}

/// The address from which this machine would speak to others. Nothing is sent: the system only looks up its way.
fn spoken_from() -> Option<IpAddr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    // An address that belongs to documentation (RFC 5737) and to nobody.
    socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9)).ok()?;
    Some(socket.local_addr().ok()?.ip())
}

/// `http://192.168.1.20:8080`
pub fn url_of(ip: IpAddr, port: u16) -> String {
    let host = if ip.is_ipv6() { format!("[{ip}]") } else { ip.to_string() };
    if port == 80 { format!("http://{host}") } else { format!("http://{host}:{port}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_near() {
        assert!(near().iter().all(|ip| is_near(*ip)));
        for (ip, is) in
            [("192.168.1.20", true), ("fd00::2", true), ("127.0.0.1", false), ("fe80::1", false), ("169.254.3.4", false)]
        {
            assert_eq!(is_near(ip.parse().unwrap()), is, "{ip}");
        }
        assert!(is_inside("docker0") && !is_inside("eth0"));
        assert_eq!(url_of("192.168.1.20".parse().unwrap(), 8080), "http://192.168.1.20:8080");
        assert_eq!(url_of("fd00::2".parse().unwrap(), 80), "http://[fd00::2]");
    }
}
