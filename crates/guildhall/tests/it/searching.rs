//! What the search page and the API promise.

use testkit::World;
use web::Visibility;

async fn stage(world: &World) -> base::Id {
    let ada = world.account("ada", false).await;
    let guild = world.community("wood", Visibility::Public).await;
    world.join(guild, ada, None).await;
    world
        .question(
            guild,
            "tools",
            ada,
            "How do I sharpen a chisel?",
            "It is dull after oak <b>&</b> pine",
            &["Use a waterstone, then strop."],
        )
        .await;
    world.question(guild, "open", ada, "Which finish for a table", "It gets wet", &[]).await;
    world.drain().await;
    guild
}

async fn the_api_answers_as_documented(world: World) {
    stage(&world).await;
    let answer = world.visitor().get("/api/v1/search?q=chisels&community=wood&limit=5").await;
    assert_eq!(answer.header("content-type"), "application/json");
    let hit = &answer.json()["hits"][0];
    assert_eq!(hit["title"], "How do I sharpen a chisel?");
    assert_eq!(hit["kind"], "thread");
    assert_eq!(hit["url"], "/c/wood/t/1/how-do-i-sharpen-a-chisel");
    assert!(hit["id"].is_i64() && hit["score"].is_number() && hit["snippet"].as_str().unwrap().contains("dull"));
    assert!(answer.json()["next"].is_null());
    let by_answer = world.visitor().get("/api/v1/search?q=waterstone").await.json();
    assert_eq!(by_answer["hits"].as_array().unwrap().len(), 1, "one hit per thread");
    assert!(by_answer["hits"][0]["url"].as_str().unwrap().contains("?at="));
    assert_eq!(world.visitor().get("/api/v1/search?q=x&community=nowhere").await.status, 404);
}

async fn filters_narrow_and_nonsense_is_text(world: World) {
    stage(&world).await;
    let titles = async |q: &str| -> Vec<String> {
        let path = format!("/api/v1/search?q={}", web::encoded(q));
        let hits = world.visitor().get(&path).await.json()["hits"].clone();
        hits.as_array().unwrap().iter().map(|hit| hit["title"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(titles("is:unanswered").await, ["Which finish for a table"]);
    assert_eq!(titles("area:tools from:ada sharpen").await, ["How do I sharpen a chisel?"]);
    assert_eq!(titles("tag:first is:answered").await.len(), 1);
    assert!(titles("tag:none sharpen").await.is_empty());
    assert!(titles("after:2100 sharpen").await.is_empty());
    assert_eq!(titles("sharpn chisel").await, ["How do I sharpen a chisel?"], "typos");
    assert!(titles("Ada").await.contains(&"Ada Tester".to_owned()), "people");
    assert!(titles("first").await.contains(&"first".to_owned()), "tags");
    for odd in ["\"", "a:b:c", "((", "is:", "chisel\"", "\\", "in:nowhere x", "%00", "*", "AND OR NOT", "\u{0}"] {
        let path = format!("/search?q={}", web::encoded(odd));
        assert_eq!(world.visitor().get(&path).await.status, 200, "{odd:?}");
    }
    let prose = format!("My chisel is dull again {}", "and I wonder about many other things besides ".repeat(30));
    assert_eq!(titles(&prose).await.first().map(String::as_str), Some("How do I sharpen a chisel?"));
}

async fn pages_mark_and_offer(world: World) {
    stage(&world).await;
    let page = world.visitor().get("/c/wood/search?q=oak").await.body;
    assert!(page.contains("<mark>oak</mark>"), "marks");
    assert!(page.contains("oak</mark> &#38; pine") || page.contains("oak</mark> &amp; pine"), "escapes");
    let none = world.visitor().get("/c/wood/search?q=zeppelin").await.body;
    assert!(none.contains("Nothing fits") && none.contains("Ask this"));
    let chips = world.visitor().get("/search?q=oak%20is:question").await.body;
    assert!(chips.contains("is:question") && chips.contains("Take this filter away"));
}

testkit::on_both_engines!(crate::world: the_api_answers_as_documented, filters_narrow_and_nonsense_is_text, pages_mark_and_offer);
