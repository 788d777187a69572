// The peer of `-- steps` in dlib: runs steps of a dense network on request, so that the harness can interleave rounds with other engines.
//
// Install:  apt-get install g++ libdlib-dev libopenblas-dev        (Debian 12: dlib 19.24)
// The tensor code itself is in Debian's libdlib, compiled by Debian; the templates are compiled here.
// Build:    g++ -O3 -march=native -std=c++17 dlib_steps.cpp -o dlib_steps -ldlib -lopenblas        (the harness does this)
//
// Protocol, one line each: first, unasked, `ready DESCRIPTION`.
//   open train|predict adam|sgd|none softmax|mse BATCH WIDTHS   ->  `ok` or `skipped REASON`
//   run STEPS                                                   ->  `WALL CPU`, nanoseconds for all of the steps, of the clock and of the thread
//
// Hidden layers are ReLU. The data is in dlib's tensors before the clock starts, four random batches in turn. A step is forward, loss, backward and
// update by the network's own methods, without dnn_trainer's thread. Weight decay is off, as with the others. One thread (OPENBLAS_NUM_THREADS=1).

#include <ctime>
#include <iostream>
#include <memory>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include <dlib/dnn.h>
#include <dlib/revision.h>

using namespace dlib;

namespace
{
constexpr int batches = 4;
constexpr double learning_rate = 1e-5;

long long nanoseconds(clockid_t clock)
{
    timespec time;
    clock_gettime(clock, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

template <long outputs, typename below> using hidden = relu<fc<outputs, below>>;
using entry = input<matrix<float>>;

// Widths are set at run time; the template's are only a start.
using layers1 = fc<1, entry>;
using layers2 = fc<1, hidden<1, entry>>;
using layers3 = fc<1, hidden<1, hidden<1, entry>>>;
using layers4 = fc<1, hidden<1, hidden<1, hidden<1, entry>>>>;

// The layers of a loss network from the top: loss, fc, then relu and fc in turn.
template <size_t dense, size_t index, typename network> void set_widths(network& net, const std::vector<long>& widths)
{
    if constexpr (index < dense)
    {
        layer<1 + 2 * index>(net).layer_details().set_num_outputs(widths[dense - index]);
        set_widths<dense, index + 1>(net, widths);
    }
}

struct work
{
    virtual ~work() = default;
    virtual void step(int number) = 0;
};

template <typename network, size_t dense, typename label, typename solver> struct network_work : work
{
    network net;
    std::vector<solver> solvers;
    std::vector<resizable_tensor> inputs{batches};
    std::vector<std::vector<label>> labels{batches};
    bool predicts;

    network_work(const std::vector<long>& widths, long batch, bool predicts, const solver& prototype)
        : solvers(network::num_computational_layers, prototype), predicts(predicts)
    {
        set_widths<dense, 0>(net, widths);
        std::mt19937 random(1);
        std::normal_distribution<float> normal;
        for (int i = 0; i < batches; i++)
        {
            std::vector<matrix<float>> rows(batch, matrix<float>(widths.front(), 1));
            for (auto& row : rows)
            {
                for (auto& value : row)
                    value = normal(random);
                if constexpr (std::is_same_v<label, float>)
                    labels[i].push_back(normal(random));
                else
                    labels[i].push_back(random() % widths.back());
            }
            net.to_tensor(rows.begin(), rows.end(), inputs[i]);
        }
    }

    void step(int number) override
    {
        if (predicts)
        {
            net.subnet().forward(inputs[number]);
            return;
        }
        net.compute_loss(inputs[number], labels[number].begin());
        net.back_propagate_error(inputs[number]);
        net.update_parameters(make_sstack(solvers), learning_rate);
    }
};

template <typename layers, size_t dense>
std::unique_ptr<work> make(const std::string& kind, const std::string& optimizer, const std::string& loss, long batch, const std::vector<long>& widths)
{
    const bool predicts = kind == "predict";
    const adam adam_rule(0, 0.9f, 0.999f);
    const sgd sgd_rule(0, 0);
    if (loss == "mse")
    {
        using network = loss_mean_squared<layers>;
        if (optimizer == "sgd")
            return std::make_unique<network_work<network, dense, float, sgd>>(widths, batch, predicts, sgd_rule);
        return std::make_unique<network_work<network, dense, float, adam>>(widths, batch, predicts, adam_rule);
    }
    using network = loss_multiclass_log<layers>;
    if (optimizer == "sgd")
        return std::make_unique<network_work<network, dense, unsigned long, sgd>>(widths, batch, predicts, sgd_rule);
    return std::make_unique<network_work<network, dense, unsigned long, adam>>(widths, batch, predicts, adam_rule);
}

std::unique_ptr<work> open(std::istringstream& words, std::string& reason)
{
    std::string kind, optimizer, loss, text;
    long batch;
    words >> kind >> optimizer >> loss >> batch >> text;
    std::vector<long> widths;
    std::istringstream parts(text);
    for (std::string part; std::getline(parts, part, '-');)
        widths.push_back(std::stol(part));
    if (loss == "mse" && widths.back() != 1)
    {
        reason = "dlib's mean squared error takes one output";
        return nullptr;
    }
    switch (widths.size())
    {
    case 2: return make<layers1, 1>(kind, optimizer, loss, batch, widths);
    case 3: return make<layers2, 2>(kind, optimizer, loss, batch, widths);
    case 4: return make<layers3, 3>(kind, optimizer, loss, batch, widths);
    case 5: return make<layers4, 4>(kind, optimizer, loss, batch, widths);
    }
    reason = "this file has networks of one to four dense layers";
    return nullptr;
}
}

int main()
{
    std::cout << "ready dlib " << DLIB_MAJOR_VERSION << '.' << DLIB_MINOR_VERSION << ", Debian's library, templates -O3 -march=native, 1 thread" << std::endl;
    std::unique_ptr<work> current;
    for (std::string line; std::getline(std::cin, line);)
    {
        std::istringstream words(line);
        std::string command, reason;
        words >> command;
        if (command == "open")
        {
            current.reset();
            current = open(words, reason);
            std::cout << (current ? "ok" : "skipped " + reason) << std::endl;
        }
        else if (command == "run")
        {
            int steps;
            words >> steps;
            const long long wall = nanoseconds(CLOCK_MONOTONIC), cpu = nanoseconds(CLOCK_THREAD_CPUTIME_ID);
            for (int i = 0; i < steps; i++)
                current->step(i % batches);
            const long long cpu_end = nanoseconds(CLOCK_THREAD_CPUTIME_ID), wall_end = nanoseconds(CLOCK_MONOTONIC);
            std::cout << wall_end - wall << ' ' << cpu_end - cpu << std::endl;
        }
    }
}
