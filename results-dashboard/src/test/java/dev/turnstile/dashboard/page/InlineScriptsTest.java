package dev.turnstile.dashboard.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InlineScriptsTest {

    @Test
    void a_script_within_the_page_is_named_by_its_hash() {
        // echo -n 'alert(1)' | openssl dgst -sha256 -binary | base64
        assertThat(InlineScripts.hashesIn("<script type=\"module\">alert(1)</script>"))
                .containsExactly("'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='");
    }

    @Test
    void one_in_a_file_of_its_own_needs_none() {
        assertThat(InlineScripts.hashesIn("<script src=\"a.js\"></script><script type=module src='b.js'></script>"))
                .isEmpty();
    }

    @Test
    void line_ends_are_those_that_a_browser_sees() {
        assertThat(InlineScripts.hashesIn("<script>\r\na\r\n</script>"))
                .isEqualTo(InlineScripts.hashesIn("<script>\na\n</script>"));
    }
}
