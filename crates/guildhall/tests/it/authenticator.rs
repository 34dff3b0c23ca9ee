//! An authenticator in software: keys on P-256 and answers as Web Authentication (level 3, sections 6.1 and 6.5) lays them out.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use ring::digest::{SHA256, digest};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _};
use serde_json::{Value, json};

/// Somebody was there, and showed who they are.
const PRESENT: u8 = 1;
const VERIFIED: u8 = 4;
const WITH_KEY: u8 = 0x40;

/// One passkey and the device that holds it.
pub struct Authenticator {
    key: EcdsaKeyPair,
    id: Vec<u8>,
    user: String,
    pub origin: String,
    pub counter: u32,
    /// Whether the device asks for a finger or a number.
    pub verifies: bool,
}

impl Authenticator {
    pub fn new(id: u8) -> Authenticator {
        let random = SystemRandom::new();
        let document = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random).unwrap();
        let key = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, document.as_ref(), &random).unwrap();
        let (user, origin) = (String::new(), "http://guild.test".into());
        Authenticator { key, id: vec![id; 16], user, origin, counter: 1, verifies: true }
    }

    /// What is signed: which site, which flags, which counter, and for a new passkey its id and key.
    fn data(&self, site: &str, with_key: bool) -> Vec<u8> {
        let mut flags = if self.verifies { PRESENT | VERIFIED } else { PRESENT };
        flags |= if with_key { WITH_KEY } else { 0 };
        let mut data = digest(&SHA256, site.as_bytes()).as_ref().to_vec();
        data.push(flags);
        data.extend(self.counter.to_be_bytes());
        if with_key {
            data.extend([0; 16]);
            data.extend(16_u16.to_be_bytes());
            data.extend(&self.id);
            // COSE: an elliptic key for ES256 on P-256, x and y.
            let point = self.key.public_key().as_ref();
            data.extend([0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32]);
            data.extend(&point[1..33]);
            data.extend([0x22, 0x58, 32]);
            data.extend(&point[33..65]);
        }
        data
    }

    fn client(&self, kind: &str, challenge: &Value) -> Vec<u8> {
        json!({ "type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": false }).to_string().into_bytes()
    }

    /// Makes the passkey that was asked for.
    pub fn create(&mut self, options: &Value) -> Value {
        let asked = &options["publicKey"];
        self.user = asked["user"]["id"].as_str().unwrap().to_owned();
        let data = self.data(asked["rp"]["id"].as_str().unwrap(), true);
        let mut object = vec![0xa3, 0x63];
        object.extend(b"fmt\x64none\x67attStmt\xa0\x68authData");
        object.extend([0x58, u8::try_from(data.len()).unwrap()]);
        object.extend(data);
        let id = BASE64.encode(&self.id);
        let client = BASE64.encode(self.client("webauthn.create", &asked["challenge"]));
        let response = json!({ "clientDataJSON": client, "attestationObject": BASE64.encode(object) });
        json!({ "id": id, "rawId": id, "type": "public-key", "response": response, "extensions": {} })
    }

    /// Shows it.
    pub fn show(&mut self, options: &Value) -> Value {
        let asked = &options["publicKey"];
        self.counter += 1;
        let data = self.data(asked["rpId"].as_str().unwrap(), false);
        let client = self.client("webauthn.get", &asked["challenge"]);
        let signed = [data.as_slice(), digest(&SHA256, &client).as_ref()].concat();
        let signature = self.key.sign(&SystemRandom::new(), &signed).unwrap();
        let id = BASE64.encode(&self.id);
        let response = json!({
            "clientDataJSON": BASE64.encode(client),
            "authenticatorData": BASE64.encode(data),
            "signature": BASE64.encode(signature.as_ref()),
            "userHandle": self.user,
        });
        json!({ "id": id, "rawId": id, "type": "public-key", "response": response, "extensions": {} })
    }

    /// Says that it is for somebody else.
    pub fn pretend_to_be(&mut self, other: &Authenticator) {
        self.user.clone_from(&other.user);
    }
}
