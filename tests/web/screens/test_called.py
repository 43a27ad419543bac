"""Names: from a standpoint, actors are called as it calls them; from others they are not."""

OWN = "the rebels of the Sarro"
PAGES = ("/commitments/front-leaves-towns/", "/statements/", "/meetings/", "/")


def test_a_standpoint_s_own_names_are_used_from_it_alone(exercise, reader):
    for page in PAGES:
        plain = reader.get(page, {"standpoint": "public"}).content.decode()
        own = reader.get(page, {"standpoint": "aruna"})
        assert OWN not in plain, page
        assert OWN in own.content.decode(), page
        assert reader.get(page, {"standpoint": "aruna"})["ETag"] == own["ETag"]


def test_the_data_name_actors_by_their_ids(exercise, reader):
    told = reader.get("/commitments/front-leaves-towns/data.json", {"standpoint": "aruna"})
    assert OWN not in told.content.decode()
