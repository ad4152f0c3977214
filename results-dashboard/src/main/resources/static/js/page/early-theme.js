// Puts the chosen theme on the page before it is drawn, so that a dark page never flashes white.
try {
  const theme = localStorage.getItem('turnstile.theme');
  if (theme === 'light' || theme === 'dark') {
    document.documentElement.dataset.theme = theme;
  }
} catch {
  // storage may be forbidden; then the system's theme it is
}
