//! Pages as browsers save them: the article, and not what stands around and within it.

use briefing::import::{Given, read};
use briefing::model::Reason;

const NEWS: &str = r##"<!doctype html><html lang="en"><head><title>Minister resigns | The Harbour Post</title>
<script type="application/ld+json">{"@graph":[{"@type":"Person","@id":"#ann","name":"Ann Lee"},
{"@type":"NewsArticle","headline":"Minister resigns","datePublished":"2024-10-03T08:30:00Z","author":{"@id":"#ann"}}]}</script></head><body>
<div class="cookie-banner" role="dialog"><h2>We value your privacy</h2><p>We and our 842 partners store and access information on a device, such as cookies, and process personal data.</p><button>Accept all</button></div>
<nav><ul><li><a href=/>Home</a><li><a href=/world>World</a></ul></nav>
<main><article><h1>Minister resigns</h1><div class="byline">By <a rel="author" href="/ann">Ann Lee</a></div>
<ul class="share"><li><a>Share on Facebook</a><li><a>Copy link</a></ul>
<p>Defence minister Jan Novak resigned on Thursday after hundreds of diplomatic cables from three embassies were published by a group that calls itself North Wind.</p>
<div class="box"><h3>Sign up for our morning briefing</h3><p>Get the day’s headlines straight to your inbox. Free, every weekday.</p><form><input type=email><button>Sign up</button></form><p>By signing up you agree to our <a>Terms</a> and <a>Privacy Policy</a>.</p></div>
<p>“I take responsibility for what happened on my watch,” Mr Novak told reporters outside parliament. He denied that any agent had been harmed.</p>
<aside class="related"><h3>Related</h3><ul><li><a href=/1>Who is North Wind?</a><li><a href=/2>Embassy hack: what we know</a></ul></aside>
<p>The agency asked officers to sign up for the new service in the spring, and traced the intrusion to a contractor’s laptop, a report said.</p>
</article>
<section id="comments"><h2>Comments (3)</h2><div class="comment"><span>user1</span><p>About time he went, frankly. This government has been leaking like a sieve for years.</p><a>Reply</a></div></section>
<section class="more"><h2>More from Politics</h2><article><h3><a href=/5>Budget talks collapse again</a></h3><p>Coalition partners failed to agree on spending cuts late on Wednesday night.</p></article></section></main>
<footer><p>© 2024 The Harbour Post. All rights reserved.</p></footer></body></html>"##;

#[test]
fn the_article_of_a_live_page() {
    let batch = read("a.html", NEWS.as_bytes(), None, &Given::default());
    let document = &batch.documents[0];
    let paragraphs: Vec<&str> = document.text.split("\n\n").collect();
    let starts: Vec<&str> = paragraphs.iter().map(|p| &p[..10]).collect();
    assert_eq!(
        starts,
        ["Defence mi", "“I take ", "The agency"],
        "{}",
        document.text
    );
    let meta = &document.meta;
    assert_eq!(document.title(), "Minister resigns");
    assert_eq!(
        meta.authors.as_ref().map(|a| a.value.join("|")).as_deref(),
        Some("Ann Lee")
    );
    let offers = document
        .dropped
        .iter()
        .filter(|d| d.reason == Reason::Advert)
        .count();
    assert_eq!(offers, 3, "{:?}", document.dropped);
}

#[test]
fn an_article_behind_a_wall_is_read_where_the_page_tells_it() {
    let body = "The treasury added nine companies and four men to its sanctions list on Thursday, saying \
        that they had bought parts for a front company in Dubai.\\n\\nTwo of them share an address with a \
        bank that was named in court last year, according to filings seen by this newspaper.\\n\\nThe \
        bank said that it closed the accounts in March and told the authorities so.";
    let page = |body: &str| {
        format!(
            "<html><head><title>Sanctions list grows</title><script type='application/ld+json'>{{\"@type\":\
             [\"NewsArticle\"],\"headline\":\"Sanctions list grows\",\"articleBody\":\"{body}\"}}</script></head>\
             <body><h1>Sanctions list grows</h1><p>The treasury added nine companies and four men to its \
             sanctions list on Thursday…</p><h2>Subscribe to continue reading</h2><p>Already a subscriber? \
             Sign in</p><p>From 1 euro a week. Cancel anytime.</p></body></html>"
        )
    };
    let text = |page: &str| {
        read("a.html", page.as_bytes(), None, &Given::default()).documents[0]
            .text
            .clone()
    };
    let whole = text(&page(body));
    assert_eq!(whole.split("\n\n").count(), 3, "{whole}");
    assert!(whole.ends_with("told the authorities so."));
    let stub = text(&page("Too short to be it."));
    assert_eq!(
        stub,
        "The treasury added nine companies and four men to its sanctions list on Thursday…"
    );
}
