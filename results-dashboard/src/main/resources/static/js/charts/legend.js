import { html } from 'lit';

/** What the signs on a chart of minutes mean. */
export const legend = html`
  <ul class="legend" aria-label="Signs on the charts">
    <li><span class="sign is-settled" aria-hidden="true"></span>final</li>
    <li><span class="sign is-open" aria-hidden="true"></span>provisional: counted so far, final within a minute or so</li>
    <li><span class="sign is-corrected" aria-hidden="true"></span>corrected: a late event came</li>
    <li>a gap: nothing was counted</li>
  </ul>
`;
