"""Where the theme is."""

from sitegen.render.theme import theme_folder


def test_the_theme_of_a_checkout_is_beside_the_package():
    folder = theme_folder()
    assert (folder / "main.html").is_file()
    assert (folder / "assets" / "sitegen").is_dir()
