//! Words that carry no meaning of their own. They are left out of the stems only: the `words`
//! field keeps them, so that a query of nothing else still finds.
//!
//! Short lists on purpose: a word that can be somebody's subject (`unit`, `will`, `can`) is not
//! worth the saving. Written folded, in the order of frequency.

use crate::document::Language;

const ENGLISH: &str = "the a an and or but if of to in on at by for with from as is are was were be been being am \
 it its this that these those i you he she we they me him her us them my your his our their mine yours \
 do does did doing done have has had having not no nor so than then too very just there here what which who whom \
 how when where why would should could can will shall may might must about into over out up down off again \
 any some such only own same other more most all both each few im ive id ill dont doesnt didnt isnt arent wasnt \
 cant couldnt wont wouldnt youre theyre hes shes weve youve don doesn didn isn aren wasn couldn wouldn ll ve re \
 please thanks thank hi hello dear regards";
const DUTCH: &str = "de het een en of maar als van te in op aan bij voor met uit door om naar over is zijn was waren ben \
 bent wordt worden werd heeft hebben had heb er dit dat deze die daar hier ik jij je u hij zij ze wij we jullie mij \
 me hem haar ons hun mijn jouw uw onze niet geen ook nog wel al dan zo toch wat wie welke hoe wanneer waar waarom kan \
 kunnen zou zouden moet moeten mag wil zal zullen graag alvast bedankt hallo groet groeten";
const GERMAN: &str = "der die das den dem des ein eine einen einem einer eines und oder aber wenn von zu zum zur in im ins \
 an am auf bei fur mit aus durch um nach uber ist sind war waren bin bist wird werden wurde hat haben hatte habe es \
 dies diese dieser dieses dass da hier dort ich du er sie wir ihr mich mir dich dir ihn ihm uns euch mein dein sein \
 unser nicht kein keine auch noch schon so doch was wer welche wie wann wo warum kann konnen soll sollte muss mussen \
 darf will als nur sich man bitte danke hallo gruss grusse";
const FRENCH: &str = "le la les l un une des du de d et ou mais si a au aux en dans sur par pour avec sans est sont etait \
 etre ete suis es ai as ont avoir avait il elle on nous vous ils elles je j tu me m te t se s ce c cet cette ces ca \
 cela que qu qui quoi quel quelle quels quelles dont ou mon ma mes ton ta tes son sa ses notre votre nos vos leur \
 leurs ne n pas plus y comment quand pourquoi peut dois doit merci bonjour svp cordialement";
const SPANISH: &str = "el la los las un una unos unas de del y o u pero si a al en por para con sin es son era ser sido soy \
 estoy esta estan fue ha han he hay haber habia yo tu el ella nosotros ellos ellas usted ustedes me te se nos le les lo \
 mi mis su sus este esta esto estos estas ese esa eso que quien cual cuales como cuando donde porque no ni tambien \
 muy mas ya puede puedo debe gracias hola saludos";

/// Whether `word` (folded) carries no meaning in `language`.
pub(crate) fn is_stop_word(word: &str, language: Language) -> bool {
    use std::collections::HashSet;
    use std::sync::LazyLock;
    static LISTS: LazyLock<[HashSet<&'static str>; 5]> =
        LazyLock::new(|| [ENGLISH, DUTCH, GERMAN, FRENCH, SPANISH].map(|list| list.split_whitespace().collect()));
    let list = match language {
        Language::English => 0,
        Language::Dutch => 1,
        Language::German => 2,
        Language::French => 3,
        Language::Spanish => 4,
        Language::Other => return false,
    };
    LISTS[list].contains(word)
}
