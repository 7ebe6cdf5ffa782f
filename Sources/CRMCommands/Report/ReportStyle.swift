/// How the page looks: on a phone and on a desk, in light and in the dark, on paper.
enum ReportStyle {
  /// The style sheet; every colour of text has a contrast of 4.5 and more to what is behind it.
  static let sheet: StaticString = """
    :root {
      color-scheme: light dark;
      --back: #f7f6f3; --card: #fff; --ink: #1d1f23; --soft: #5a616b; --line: #dfdcd6;
      --accent: #0b6464; --error: #b0241c; --warning: #855300;
      --none: #6a4aa8; --red: #c8372d; --yellow: #d39a1a; --green: #3c9663;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --back: #15171a; --card: #1d2024; --ink: #e9e7e3; --soft: #a7adb7; --line: #363a41;
        --accent: #63c7c1; --error: #ff938a; --warning: #e9bb5f;
        --none: #a98fe3; --red: #ee6a5f; --yellow: #e2b34a; --green: #5fb987;
      }
    }
    * { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
    body {
      margin: 0 auto; padding: 2.5rem clamp(1rem, 4vw, 3rem); max-width: 76rem;
      background: var(--back); color: var(--ink); overflow-wrap: anywhere;
      font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans",
        sans-serif;
      font-variant-numeric: tabular-nums;
    }
    h1, h2, h3, p, ul, dl, dd { margin: 0; padding: 0; }
    h1 { font-size: clamp(1.5rem, 1.1rem + 2vw, 2.25rem); line-height: 1.2; letter-spacing: -.02em; }
    h2 { font-size: 1.25rem; line-height: 1.3; margin: 3rem 0 .9rem; letter-spacing: -.01em; }
    h3 { display: inline; font-size: 1rem; }
    ul { list-style: none; }
    small { font-size: .8125rem; color: var(--soft); }
    .soft { color: var(--soft); }
    .money { white-space: nowrap; }
    a { color: var(--accent); text-underline-offset: .2em; }
    :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
    .skip { position: absolute; left: -999rem; }
    .skip:focus { left: 1rem; top: 1rem; padding: .5rem 1rem; background: var(--card); }
    footer { margin-top: 3rem; font-size: .8125rem; }

    #totals { margin-top: 1.75rem; }
    #totals dl { display: flex; flex-wrap: wrap; gap: 1px; background: var(--line);
      border: 1px solid var(--line); border-radius: 10px; overflow: hidden; }
    #totals dl div { display: flex; flex: 1 1 9rem; flex-direction: column-reverse;
      justify-content: flex-end; padding: 1rem 1.1rem; background: var(--card); }
    #totals dd { font-size: 1.75rem; line-height: 1.25; font-weight: 600; letter-spacing: -.02em; }
    #totals dt { font-size: .875rem; color: var(--soft); }
    #totals .errors dd { color: var(--error); }

    table { width: 100%; border-collapse: collapse; background: var(--card); }
    .cards { border: 1px solid var(--line); border-radius: 10px; border-collapse: separate;
      border-spacing: 0; }
    caption { text-align: start; font-weight: 600; padding: .25rem 0 .5rem; }
    .funnel { margin-top: 1rem; }
    th, td { padding: .65rem .9rem; text-align: end; vertical-align: top; }
    th { font-weight: 600; }
    tbody th { min-width: 7rem; }
    thead th { overflow-wrap: normal; }
    th:first-child, td.wide { text-align: start; }
    td.wide:last-child { text-align: end; }
    thead th { font-size: .8125rem; font-weight: 400; color: var(--soft); vertical-align: bottom; }
    .cards:not(.report) > thead th:nth-last-child(2):nth-child(6) { text-align: start; }
    tbody tr > * { border-top: 1px solid var(--line); }
    .stages { margin: 0; border: 0; font-size: .8125rem; color: var(--soft); }
    .stages summary { padding: 0; }
    .bar { display: block; width: 100%; min-width: 8rem; height: .55rem; margin: .45rem 0 .2rem;
      border-radius: .3rem; overflow: hidden; background: var(--line); }
    .bar rect { stroke: var(--card); stroke-width: 1; }
    .bar .none { fill: var(--none); } .bar .red, .bar .fault { fill: var(--red); }
    .bar .yellow { fill: var(--yellow); } .bar .green { fill: var(--green); }
    .bar .fine { fill: var(--accent); }
    .funnel th:first-child { width: 40%; }
    .funnel .bar { background: none; border-radius: 0; }
    .report th:first-child { width: 25%; }
    .report .figure { white-space: nowrap; overflow-wrap: normal; }
    .report + .soft { margin: .5rem 0 .75rem; }
    details > p { padding: 0 1.1rem .75rem; }

    .board { display: grid; grid-auto-flow: column; grid-auto-columns: minmax(11rem, 1fr);
      gap: .75rem; overflow-x: auto; margin-bottom: .75rem; }
    .board li { margin: .5rem 0; padding: .55rem .75rem; background: var(--card);
      border: 1px solid var(--line); border-inline-start: 4px solid var(--line);
      border-radius: 8px; }
    .board small { display: block; }
    .board .none { border-inline-start-color: var(--none); }
    .board .red { border-inline-start-color: var(--red); }
    .board .yellow { border-inline-start-color: var(--yellow); }
    .board .green { border-inline-start-color: var(--green); }

    .chart { display: block; width: 100%; height: 13rem; background: var(--card);
      border: 1px solid var(--line); border-radius: 10px; padding: .5rem 1rem; }
    .chart line, .spark line { stroke: var(--accent); stroke-width: 2; stroke-linecap: round; }
    .chart .grid { stroke: var(--line); stroke-width: 1; }
    .chart circle { fill: var(--accent); }
    .chart text { fill: var(--soft); font-size: 12px; }
    .trends { display: grid; grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr));
      gap: 1rem; margin: 1rem 0; }
    .trends li { padding: .75rem 1rem; background: var(--card); border: 1px solid var(--line);
      border-radius: 10px; }
    .spark { display: block; width: 100%; height: 2.5rem; margin: .25rem 0; overflow: visible; }
    .scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: 10px; }
    .scroll th { white-space: nowrap; }

    details { margin-bottom: .75rem; background: var(--card); border: 1px solid var(--line);
      border-radius: 10px; }
    details .scroll { border-width: 1px 0 0; border-radius: 0 0 10px 10px; }
    summary { padding: .75rem 1.1rem; cursor: pointer; }
    summary h3 { margin-inline-end: .6rem; }
    .findings > li { padding: .8rem 1.1rem .9rem; border-top: 1px solid var(--line); }
    .severity { font-size: .8125rem; text-transform: uppercase; letter-spacing: .04em; }
    .error .severity { color: var(--error); }
    .warning .severity { color: var(--warning); }
    .name { font-weight: 600; margin: 0 .35rem; }
    code { display: inline-block; margin-top: .4rem; padding: .3rem .6rem; border-radius: 6px;
      max-width: 100%; background: var(--back); border: 1px solid var(--line);
      font: .8125rem/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace;
      white-space: pre-wrap; -webkit-user-select: all; user-select: all; cursor: copy; }

    @media screen and (max-width: 50rem) {
      .board { grid-auto-flow: row; }
      .cards thead { position: absolute; left: -999rem; }
      .cards, .cards tbody { display: block; }
      .cards caption { display: block; padding: .75rem 1rem; }
      .cards tbody tr { display: grid; grid-template-columns: 1fr 1fr; gap: .1rem 1rem;
        padding: .75rem 1rem; border-top: 1px solid var(--line); }
      .cards tbody:first-of-type tr:first-child { border-top: 0; }
      .cards tbody tr > *, .cards td.wide:last-child { border: 0; padding: 0; text-align: start; }
      .cards tr > th, .cards tr > .wide { grid-column: 1 / -1; }
      .cards tr > .wide { margin-top: .4rem; }
      .cards tr > .wide::before { display: block; }
      .funnel th:first-child { width: auto; }
      .funnel .empty td:not(:nth-child(2)), .funnel .empty .bar { display: none; }
      .cards td > div { display: inline; }
      .report .figure { white-space: normal; }
      .findings small { display: block; }
      .cards td::before { content: attr(data-title) " "; font-size: .8125rem; color: var(--soft); }
    }

    @media print {
      :root {
        color-scheme: light;
        --back: #fff; --card: #fff; --ink: #000; --soft: #444; --line: #bbb;
        --accent: #0b6464; --error: #a01008; --warning: #6b4300;
        --none: #6a4aa8; --red: #c8372d; --yellow: #d39a1a; --green: #3c9663;
      }
      html { font-size: 9pt; }
      body { padding: 0; max-width: none; }
      .stages summary { display: none; }
      .board { display: block; overflow: visible; }
      .board > div { margin-top: .75rem; }
      .board ul { columns: 4; column-gap: .6rem; }
      .board li { margin: 0 0 .5rem; }
      .board h3 { display: block; }
      .board h3, .board p, h2 + .soft { break-after: avoid; }
      th, td { padding: .4rem .6rem; }
      .scroll { overflow: visible; }
      .scroll table { table-layout: fixed; font-size: .8rem; }
      .scroll th { white-space: normal; }
      .scroll th, .scroll td { padding: .3rem .2rem; }
      .scroll th:first-child { width: 6.5rem; padding-left: .6rem; }
      .funnel:not(.report) { break-inside: avoid; }
      .report th, .report td { padding: .3rem .35rem; }
      .skip { display: none; }
      a { color: inherit; text-decoration: none; }
      tr, .board li, .findings > li, .trends li, .chart, details > p { break-inside: avoid; }
      h2, caption, summary { break-after: avoid; }
      .bar, .chart { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
      details::details-content { content-visibility: visible; block-size: auto; }
    }

    """
}
