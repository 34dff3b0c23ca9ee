//! Databases that do not fit, and pages as programs read them.

use base::db::{self, Migration};
use base::sql;
use testkit::World;
use web::Visibility;

async fn a_newer_database_is_left_alone(world: World) {
    let newer = Migration { number: 9999, name: "from the future", sql: "CREATE TABLE future (id {id})" };
    let steps: Vec<Migration> = guildhall::migrations().into_iter().chain([newer]).collect();
    assert_eq!(db::migrate(world.db(), &steps, &world.app.clock).await.unwrap(), 1);
    let refused = db::migrate(world.db(), &guildhall::migrations(), &world.app.clock).await.unwrap_err().to_string();
    assert!(refused.contains("newer guildhall") && refused.contains("Nothing was changed"), "{refused}");
}

async fn a_question_carries_structured_data(world: World) {
    let ada = world.account("ada", false).await;
    let guild = world.community("wood", Visibility::Public).await;
    world.question(guild, "tools", ada, "Is </script> safe?", "text", &["yes"]).await;
    let moved = world.visitor().get("/c/wood/t/1").await;
    assert_eq!(moved.status, 301);
    let page = world.visitor().get(moved.header("location")).await;
    assert!(page.body.contains("<link rel=\"canonical\" href=\"http://guild.test/c/wood/t/1/is-script-safe\">"), "{}", page.body);
    let data = page.body.split("application/ld+json\">").nth(1).and_then(|rest| rest.split("</script>").next()).unwrap();
    let data: serde_json::Value = serde_json::from_str(data).unwrap();
    assert_eq!(data["@type"], "QAPage");
    assert_eq!(data["mainEntity"]["name"], "Is </script> safe?");
    assert_eq!(data["mainEntity"]["suggestedAnswer"][0]["text"], "yes");
}

async fn feeds_and_sitemap_are_whole(world: World) {
    let ada = world.account("ada", false).await;
    let guild = world.community("wood", Visibility::Public).await;
    world.question(guild, "", ada, "Ampersand & <tag>", "text", &[]).await;
    let feed = world.visitor().get("/c/wood/feed.atom").await;
    assert!(feed.header("content-type").starts_with("application/atom+xml"));
    assert!(feed.body.contains("<title>Ampersand &amp; &lt;tag&gt;</title>") && feed.body.ends_with("</feed>"));
    assert!(world.visitor().get("/sitemaps/0").await.body.contains("<loc>http://guild.test/c/wood/t/1/ampersand-tag</loc>"));
    assert!(world.visitor().get("/robots.txt").await.body.contains("Sitemap: http://guild.test/sitemap.xml"));
}

async fn long_threads_page_without_gaps(world: World) {
    let ada = world.account("ada", false).await;
    let guild = world.community("wood", Visibility::Public).await;
    let answers: Vec<String> = (0..45).map(|n| format!("answer number {n:02}.")).collect();
    world.question(guild, "", ada, "Many", "text", &answers.iter().map(String::as_str).collect::<Vec<_>>()).await;
    let (mut path, mut seen) = ("/c/wood/t/1/many".to_owned(), Vec::new());
    loop {
        let body = world.visitor().get(&path).await.body;
        seen.extend(answers.iter().filter(|answer| body.contains(&format!("<p>{answer}</p>"))).cloned());
        let Some(next) = body.split("rel=\"next\"").next().filter(|before| before.len() < body.len()) else { break };
        path = next.rsplit("href=\"").next().unwrap().split('"').next().unwrap().replace("&#38;", "&").replace("&amp;", "&");
    }
    assert_eq!(seen, answers, "each answer on exactly one page, in order");
}

async fn lists_page_without_gaps_also_with_a_pinned_thread(world: World) {
    let ada = world.account("ada", false).await;
    let guild = world.community("wood", Visibility::Public).await;
    for n in 0..65 {
        world.question(guild, "", ada, &format!("Question number {n:02}"), "text", &[]).await;
        world.app.clock.advance(1000);
    }
    world.db().write(|tx| async move { tx.run(sql!("UPDATE threads SET pinned = 1 WHERE id = 60")).await }).await.unwrap();
    for sort in ["latest", "new", "top", "unanswered"] {
        let (mut path, mut seen) = (format!("/c/wood/questions?sort={sort}"), Vec::new());
        loop {
            let body = world.visitor().get(&path).await.body;
            let titles = body.split("Question number ").skip(1).filter_map(|rest| rest.get(..2)).map(str::to_owned);
            seen.extend(titles);
            let Some(next) = body.split("rel=\"next\"").next().filter(|before| before.len() < body.len()) else { break };
            path = next.rsplit("href=\"").next().unwrap().split('"').next().unwrap().replace("&#38;", "&").replace("&amp;", "&");
        }
        seen.sort();
        let all: Vec<String> = (0..65).map(|n| format!("{n:02}")).collect();
        assert_eq!(seen, all, "{sort}: each thread once");
    }
}

testkit::on_both_engines!(crate::world: a_newer_database_is_left_alone, a_question_carries_structured_data, feeds_and_sitemap_are_whole, long_threads_page_without_gaps, lists_page_without_gaps_also_with_a_pinned_thread);
